import { Module } from '@nestjs/common';
import { BlockKeys } from './block-keys.service.js';
import { CodeReader } from './code-reader.service.js';
import { GatewayKey } from './gateway-key.js';

/** Keys of code blocks, and the reading of scanned codes. */
@Module({ providers: [GatewayKey, BlockKeys, CodeReader], exports: [BlockKeys, CodeReader, GatewayKey] })
export class CodeKeysModule {}
