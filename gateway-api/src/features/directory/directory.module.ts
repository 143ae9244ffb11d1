import { Module } from '@nestjs/common';
import { DirectoryController } from './directory.controller.js';
import { Directory } from './directory.service.js';

/** Who trades on the ledger, in all three jurisdictions. */
@Module({ controllers: [DirectoryController], providers: [Directory] })
export class DirectoryModule {}
