import { Module } from '@nestjs/common';
import { CodeKeysModule } from '../code-keys/code-keys.module.js';
import { CodeAssignments } from './code-assignments.service.js';
import { CodeBlocksController } from './code-blocks.controller.js';
import { CodeBlocks } from './code-blocks.service.js';
import { CodeDraws } from './code-draws.service.js';
import { CodeStatuses } from './code-status.service.js';
import { PrintedCodes } from './printed-codes.service.js';

/** Code blocks: issue, draw, assign, status, and the making of their codes. */
@Module({
  imports: [CodeKeysModule],
  controllers: [CodeBlocksController],
  providers: [CodeBlocks, CodeDraws, CodeAssignments, CodeStatuses, PrintedCodes],
  exports: [CodeBlocks, CodeDraws, CodeAssignments, PrintedCodes],
})
export class CodeBlocksModule {}
