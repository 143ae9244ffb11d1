import { Module } from '@nestjs/common';
import { ProductsController } from './products.controller.js';
import { Products } from './products.service.js';

/** Products of the enterprises. */
@Module({ controllers: [ProductsController], providers: [Products], exports: [Products] })
export class ProductsModule {}
