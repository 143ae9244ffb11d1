import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import yazl from 'yazl';
import { type Asker, startGateway, type TestAnswer, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
let purchasing: Asker;

beforeAll(async () => {
  gateway = await startGateway();
  purchasing = await gateway.as('purchasing');
});
afterAll(async () => {
  await gateway.stop();
});

const upload = (
  asker: Asker,
  bytes: Buffer | string,
  name = 'report.pdf',
  field = 'file',
): Promise<TestAnswer> => {
  const form = new FormData();
  form.append(field, new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
  return asker.ask('POST', '/api/v1/files', form);
};

const zipOf = async (entries: Record<string, string>): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(entries)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(100_000)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('uploaded documents', () => {
  test('come back byte for byte, with their SHA-256 and a safe name (C-7.8)', async () => {
    const stored = await upload(purchasing, pdf, '../../etc/检验;报告\u0007.pdf');
    expect(stored.status).toBe(201);
    expect(stored.body).toMatchObject({
      mediaType: 'application/pdf',
      size: pdf.length,
      sha256: sha256(pdf),
      name: '检验;报告.pdf',
    });
    const content = await purchasing.ask('GET', `/api/v1/files/${String(stored.body['id'])}/content`);
    expect(content.bytes.equals(pdf)).toBe(true);
    expect(content.headers.get('content-type')).toBe('application/pdf');
    expect(content.headers.get('content-disposition')).toBe(
      `attachment; filename="_____.pdf"; filename*=UTF-8''%E6%A3%80%E9%AA%8C%3B%E6%8A%A5%E5%91%8A.pdf`,
    );
    const downloads = await gateway.database.query(
      `SELECT * FROM app.audit_line WHERE action = 'file.download'`,
    );
    expect(downloads).toMatchObject([{ object_id: stored.body['id'], result: 'ok' }]);
  });

  test('other enterprises do not learn that they exist; the regulator reads them', async () => {
    const id = String((await upload(purchasing, pdf)).body['id']);
    const other = await gateway.as('other-purchasing');
    for (const path of [`/api/v1/files/${id}`, `/api/v1/files/${id}/content`]) {
      expect((await other.ask('GET', path)).body).toMatchObject({ status: 404, code: 'BT-NOT-FOUND' });
    }
    expect(
      (await (await gateway.as('regulator')).ask('GET', `/api/v1/files/${id}/content`)).bytes.equals(pdf),
    ).toBe(true);
  });

  test('bytes changed on the disk are not handed out', async () => {
    const bytes = Buffer.from('a,b\n1,2\n');
    const { id } = (await upload(purchasing, bytes, 'x.csv')).body as { id: string };
    const digest = sha256(bytes);
    const path = join(gateway.config.state.folder, 'files', digest.slice(0, 2), digest.slice(2, 4), digest);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    await writeFile(path, 'a,b\n1,3\n');
    const answer = await purchasing.ask('GET', `/api/v1/files/${id}/content`);
    expect(answer.body).toMatchObject({ status: 500, code: 'BT-INTERNAL' });
  });

  test('the type is judged by content, not by name (S-43, C-7.7)', async () => {
    const types = { '[Content_Types].xml': '<x/>' };
    const good: [Buffer | string, string][] = [
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), 'image/jpeg'],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/png'],
      ['品名,数量\r\n酱油,10\r\n', 'text/csv'],
      [
        await zipOf({ ...types, 'xl/workbook.xml': '<x/>' }),
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
      [
        await zipOf({ ...types, 'word/document.xml': '<x/>' }),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
    ];
    for (const [bytes, mediaType] of good)
      expect((await upload(purchasing, bytes, 'a.exe')).body).toMatchObject({ mediaType });
    const bad: (Buffer | string)[] = [
      '',
      Buffer.from('MZ\u0000\u0001'),
      Buffer.from([0xe5, 0x93, 0xc1, 0xff]),
      await zipOf({ 'a.txt': 'x' }),
      await zipOf({ ...types, 'xl/workbook.xml': '<x/>', 'xl/vbaProject.bin': 'x' }),
      Buffer.concat([await zipOf({ ...types, 'xl/workbook.xml': '<x/>' }), Buffer.from('tail')]),
    ];
    for (const bytes of bad) {
      expect((await upload(purchasing, bytes, 'a.pdf')).body).toMatchObject({
        code: 'BT-INPUT-INVALID',
        errors: [{ code: 'media-type' }],
      });
    }
  });

  test('more than 20 MB is refused and leaves nothing behind', async () => {
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * 1024 * 1024)]);
    expect((await upload(purchasing, large)).body).toMatchObject({ status: 413, code: 'BT-INPUT-TOO-LARGE' });
    expect(await readdir(join(gateway.config.state.folder, 'files', 'incoming'))).toEqual([]);
  });

  test('exactly one file, in the field "file", by multipart', async () => {
    expect((await upload(purchasing, pdf, 'a.pdf', 'other')).body['code']).toBe('BT-INPUT-INVALID');
    expect((await purchasing.ask('POST', '/api/v1/files', { a: 1 })).body['code']).toBe('BT-INPUT-INVALID');
    const form = new FormData();
    form.append('note', 'x');
    form.append('file', new Blob([new Uint8Array(pdf)]), 'a.pdf');
    expect((await purchasing.ask('POST', '/api/v1/files', form)).body['code']).toBe('BT-INPUT-TOO-LARGE');
  });

  test('a viewer of the enterprise may read and not upload', async () => {
    const viewer = await gateway.as('enterprise-user');
    expect((await upload(viewer, pdf)).body['code']).toBe('BT-FORBIDDEN');
  });
});
