import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { SaleGoods } from './sale-goods.js';
import { SalesController } from './sales.controller.js';
import { Sales } from './sales.service.js';

/** Sales to consumers. */
@Module({
  imports: [DocumentsModule, GoodsModule],
  controllers: [SalesController],
  providers: [SaleGoods, Sales],
})
export class SalesModule {}
