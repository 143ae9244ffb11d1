import { Module } from '@nestjs/common';
import { CodeKeysModule } from '../code-keys/code-keys.module.js';
import { HeldGoodsReader } from './held-goods.js';
import { LotReader } from './lot-facts.js';
import { PrintedCodes } from './printed-codes.js';
import { CodeScanner } from './scanned-codes.js';
import { Stations } from './stations.js';

const readers = [HeldGoodsReader, LotReader, PrintedCodes, CodeScanner, Stations];

/** Readers of goods for the trade documents. */
@Module({ imports: [CodeKeysModule], providers: readers, exports: readers })
export class GoodsModule {}
