import { Global, Module } from '@nestjs/common';
import { MasterKey } from './master-key.js';

/** Sealing of secrets under the gateway's master key. */
@Global()
@Module({ providers: [MasterKey], exports: [MasterKey] })
export class SecretsModule {}
