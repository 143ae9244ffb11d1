const lines = ({ lot, date }) => [
  'INSPECTION REPORT (demonstration)',
  `Batch ${lot}, sampled ${date}`,
  'Net content 320 g: conforms',
  'Commercial sterility: conforms',
  'Result: pass',
];

/** A small, valid PDF (ISO 32000) of one page; the same input gives the same bytes. */
export const inspectionReport = (about) => {
  const text = lines(about)
    .map((line, at) => `${at === 0 ? '' : '0 -24 Td '}(${line.replace(/[()\\]/gu, '\\$&')}) Tj`)
    .join(' ');
  const content = `BT /F1 14 Tf 60 760 Td ${text} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = pdf.length;
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = pdf.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
};
