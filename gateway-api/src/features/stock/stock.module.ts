import { Module } from '@nestjs/common';
import { GoodsModule } from '../goods/goods.module.js';
import { StockController } from './stock.controller.js';
import { Stock } from './stock.service.js';

/** Stock and its movements. */
@Module({ imports: [GoodsModule], controllers: [StockController], providers: [Stock] })
export class StockModule {}
