import encodeQR from 'qr';

/** Modules of blank margin that a scanner needs on each side (ISO/IEC 18004 §6.3.8). */
const quietZone = 4;
/** Printed size of one module in millimetres: a version-3 symbol is 14.5 mm wide, 18.5 mm with its margin. */
const moduleMm = 0.5;
const textHeight = 4;

/** Every horizontal run of dark modules as one rectangle of the path. */
const pathOf = (rows: readonly (readonly boolean[])[]): string => {
  let path = '';
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const start = x;
      while (row[x + 1] === true) x += 1;
      path += `M${start} ${y}h${x - start + 1}v1H${start}z`;
    }
  }
  return path;
};

/**
 * One QR symbol as SVG: level M, quiet zone of four modules, black on white, 0.5 mm a module.
 * @param content what the symbol holds; capitals give the denser alphanumeric mode
 * @param text characters of the base-32 alphabet to be read by people, under the symbol
 */
export const qrSvg = (content: string, text?: string): string => {
  const rows = encodeQR(content, 'raw', { ecc: 'medium', border: quietZone });
  const width = rows.length;
  const height = width + (text === undefined ? 0 : textHeight);
  const label =
    text === undefined
      ? ''
      : `<text x="${width / 2}" y="${width + 1}" font-family="monospace" font-size="2.6" text-anchor="middle">${text}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * moduleMm}mm" ` +
    `height="${height * moduleMm}mm" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${width}v${height}H0z"/>` +
    `<path d="${pathOf(rows)}"/>${label}</svg>\n`
  );
};
