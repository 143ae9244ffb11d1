import { Module } from '@nestjs/common';
import { PlatformInfoController } from './platform-info.controller.js';

/** What a visitor may know of this gateway before signing in. */
@Module({ controllers: [PlatformInfoController] })
export class PlatformInfoModule {}
