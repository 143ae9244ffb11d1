/** ISO 3166-1 alpha-2, the places trade with the Greater Bay Area comes from first. */
const nearby = [
  'CN',
  'HK',
  'MO',
  'TW',
  'JP',
  'KR',
  'TH',
  'VN',
  'MY',
  'SG',
  'ID',
  'PH',
  'AU',
  'NZ',
  'PT',
  'BR',
  'US',
  'CA',
];
const others =
  'AD AE AF AG AL AM AO AR AT AZ BA BB BD BE BF BG BH BI BJ BN BO BS BT BW BY BZ CD CF CG CH CI CL CM CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU IE IL IN IQ IR IS IT JM JO KE KG KH KI KM KN KP KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MR MT MU MV MW MX MZ NA NE NG NI NL NO NP NR OM PA PE PG PK PL PY QA RO RS RU RW SA SB SC SD SE SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TJ TL TM TN TO TR TT TZ UA UG UY UZ VA VC VE VU WS YE ZA ZM ZW'.split(
    ' ',
  );

export const countryCodes: readonly string[] = [...nearby, ...others];
