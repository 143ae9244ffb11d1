import { Module } from '@nestjs/common';
import { DocumentNumbers } from './document-numbers.service.js';

/** What business documents have in common: numbers and histories. */
@Module({ providers: [DocumentNumbers], exports: [DocumentNumbers] })
export class DocumentsModule {}
