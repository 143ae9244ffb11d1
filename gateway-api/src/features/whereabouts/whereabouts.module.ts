import { Module } from '@nestjs/common';
import { CodeKeysModule } from '../code-keys/code-keys.module.js';
import { WhereaboutsController } from './whereabouts.controller.js';
import { WhereaboutsService } from './whereabouts.service.js';

/** Where goods are now, and the recall list. */
@Module({ imports: [CodeKeysModule], controllers: [WhereaboutsController], providers: [WhereaboutsService] })
export class WhereaboutsModule {}
