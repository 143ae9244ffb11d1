import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { PartiesModule } from '../parties/parties.module.js';
import { ConfirmDispatch } from './confirm-dispatch.service.js';
import { Customers } from './customers.js';
import { DispatchLoader } from './dispatch-loader.js';
import { DispatchScans } from './dispatch-scans.service.js';
import { DispatchViews } from './dispatch-views.js';
import { DispatchesController } from './dispatches.controller.js';
import { Dispatches } from './dispatches.service.js';
import { DraftFields } from './draft-fields.js';
import { ProductsOfLines } from './products-of-lines.js';

/** Sales orders and their dispatch. */
@Module({
  imports: [DeliveriesModule, DocumentsModule, GoodsModule, PartiesModule],
  controllers: [DispatchesController],
  providers: [
    ConfirmDispatch,
    Customers,
    DispatchLoader,
    DispatchScans,
    DispatchViews,
    Dispatches,
    DraftFields,
    ProductsOfLines,
  ],
})
export class DispatchesModule {}
