import { Module } from '@nestjs/common';
import { CodeBlocksModule } from '../code-blocks/code-blocks.module.js';
import { CodeDownloadsController } from './code-downloads.controller.js';
import { CodeDownloads } from './code-downloads.service.js';

/** Codes taken as files. */
@Module({ imports: [CodeBlocksModule], controllers: [CodeDownloadsController], providers: [CodeDownloads] })
export class CodeDownloadsModule {}
