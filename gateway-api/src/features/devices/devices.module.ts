import { Module } from '@nestjs/common';
import { DeviceLink } from './device-link.service.js';
import { DeviceStates } from './device-states.service.js';
import { DevicesController } from './devices.controller.js';
import { Devices } from './devices.service.js';

/** Coders and lasers, and the way to their bridges. */
@Module({
  controllers: [DevicesController],
  providers: [Devices, DeviceStates, DeviceLink],
  exports: [Devices, DeviceLink],
})
export class DevicesModule {}
