import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { FilesModule } from '../files/files.module.js';
import { BatchFiles } from './batch-files.service.js';
import { BatchesController } from './batches.controller.js';
import { Batches } from './batches.service.js';
import { RawLotsController } from './raw-lots.controller.js';
import { RawLots } from './raw-lots.service.js';

/** Production batches, their files, and the raw-material lots they are made of. */
@Module({
  imports: [DocumentsModule, FilesModule],
  controllers: [BatchesController, RawLotsController],
  providers: [Batches, BatchFiles, RawLots],
})
export class BatchesModule {}
