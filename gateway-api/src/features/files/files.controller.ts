import { Controller, Param, Req, type StreamableFile } from '@nestjs/common';
import '@fastify/multipart';
import { idSchema } from '@baytrace/domain/identifiers';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { download } from '../../platform/http/answer.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { Route } from '../../platform/http/route.js';
import { FilesService } from './files.service.js';
import { mediaTypes } from './media-type.js';
import type { StoredFile } from './stored-file.entity.js';

const fileSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    mediaType: z.enum(mediaTypes),
    size: z.int(),
    sha256: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'File' });
type FileView = z.infer<typeof fileSchema>;

const paramsSchema = z.strictObject({ id: idSchema });
type Params = z.infer<typeof paramsSchema>;

const viewOf = (file: StoredFile): FileView => ({
  id: file.id,
  name: file.name,
  mediaType: file.mediaType,
  size: file.size,
  sha256: file.sha256,
  createdAt: file.createdAt.toISOString(),
});

/** Uploaded documents: inspection reports, certificates, delivery notes. */
@Controller()
export class FilesController {
  constructor(private readonly files: FilesService) {}

  @Route('POST /files', {
    permission: 'file:write',
    summary: 'Upload one file of at most 20 MB: PDF, JPEG, PNG, XLSX, DOCX or CSV, judged by content',
    upload: true,
    ok: { status: 201, schema: fileSchema },
    problems: ['BT-INPUT-TOO-LARGE'],
  })
  async upload(@CurrentAccount() account: Account, @Req() request: FastifyRequest): Promise<FileView> {
    if (!request.isMultipart()) throw InvalidInput.at('headers.content-type', 'multipart/form-data');
    const part = await request.file();
    if (part?.fieldname !== 'file') throw InvalidInput.at('body.file', 'one file named "file"');
    return viewOf(await this.files.store(account, part.filename, part.file, () => part.file.truncated));
  }

  @Route('GET /files/:id', {
    permission: 'file:read',
    summary: 'What is known of a file',
    params: paramsSchema,
    ok: { schema: fileSchema },
    problems: ['BT-NOT-FOUND'],
  })
  async show(@CurrentAccount() account: Account, @Param() params: Params): Promise<FileView> {
    return viewOf(await this.files.find(account, params.id));
  }

  @Route('GET /files/:id/content', {
    permission: 'file:read',
    summary: 'The bytes as uploaded, checked against their SHA-256',
    params: paramsSchema,
    ok: { download: 'application/octet-stream' },
    problems: ['BT-NOT-FOUND'],
  })
  async content(@CurrentAccount() account: Account, @Param() params: Params): Promise<StreamableFile> {
    const file = await this.files.find(account, params.id);
    const bytes = await this.files.bytesOf(file);
    return download(bytes, { mediaType: file.mediaType, fileName: file.name });
  }
}
