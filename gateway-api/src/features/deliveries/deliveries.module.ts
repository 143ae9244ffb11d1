import { Module } from '@nestjs/common';
import { GoodsModule } from '../goods/goods.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { Deliveries } from './deliveries.service.js';
import { Shipments } from './shipments.service.js';

/** Shipments addressed to an enterprise, and how far shipments have come. */
@Module({
  imports: [GoodsModule],
  controllers: [DeliveriesController],
  providers: [Deliveries, Shipments],
  exports: [Shipments],
})
export class DeliveriesModule {}
