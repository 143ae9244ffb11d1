import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { ArrivingCodes } from './arriving-codes.js';
import { ConfirmReceipt } from './confirm-receipt.service.js';
import { ReceiptScans } from './receipt-scans.service.js';
import { ReceiptStart } from './receipt-start.service.js';
import { ReceiptViews } from './receipt-views.js';
import { ReceiptsController } from './receipts.controller.js';
import { Receipts } from './receipts.service.js';

/** Receipt notes. */
@Module({
  imports: [DeliveriesModule, DocumentsModule, GoodsModule],
  controllers: [ReceiptsController],
  providers: [ArrivingCodes, ConfirmReceipt, ReceiptScans, ReceiptStart, ReceiptViews, Receipts],
})
export class ReceiptsModule {}
