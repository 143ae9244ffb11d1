import decodeQR from 'qr/decode.js';

const side = 240;

/** Lets the browser draw pictures of SVG on white. @returns the pixels of each, RGBA */
const draw = (page, svgs) =>
  page.evaluate(
    async ([sources, size]) => {
      const paint = async (svg) => {
        const image = new Image(size, size);
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        await image.decode();
        const canvas = new OffscreenCanvas(size, size);
        const ink = canvas.getContext('2d');
        ink.fillStyle = '#fff';
        ink.fillRect(0, 0, size, size);
        ink.drawImage(image, 0, 0, size, size);
        const { data } = ink.getImageData(0, 0, size, size);
        return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
      };
      return Promise.all(sources.map(paint));
    },
    [svgs, side],
  );

/** Draws QR codes as a printer would and reads them as a scanner would. @returns their texts, in order */
export const readQrCodes = async (browser, svgs) => {
  const page = await browser.newPage();
  try {
    const pictures = await draw(page, svgs);
    return pictures.map((pixels) =>
      decodeQR({ width: side, height: side, data: new Uint8ClampedArray(Buffer.from(pixels, 'base64')) }),
    );
  } finally {
    await page.close();
  }
};
