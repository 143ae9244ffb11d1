import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { MaterialsModule } from '../materials/materials.module.js';
import { PartiesModule } from '../parties/parties.module.js';
import { PurchasesController } from './purchases.controller.js';
import { Purchases } from './purchases.service.js';

/** Purchases of raw material. */
@Module({
  imports: [DocumentsModule, MaterialsModule, PartiesModule],
  controllers: [PurchasesController],
  providers: [Purchases],
})
export class PurchasesModule {}
