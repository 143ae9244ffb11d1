import { Module } from '@nestjs/common';
import { MaterialsController } from './materials.controller.js';
import { Materials } from './materials.service.js';

/** Raw materials an enterprise buys. */
@Module({ controllers: [MaterialsController], providers: [Materials], exports: [Materials] })
export class MaterialsModule {}
