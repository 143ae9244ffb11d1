import { Module } from '@nestjs/common';
import { CodeKeysModule } from '../code-keys/code-keys.module.js';
import { CodeHistoryController } from './code-history.controller.js';
import { CodeHistoryService } from './code-history.service.js';

/** The answer to a scanned code. */
@Module({ imports: [CodeKeysModule], controllers: [CodeHistoryController], providers: [CodeHistoryService] })
export class CodeHistoryModule {}
