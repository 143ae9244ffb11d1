import { Module } from '@nestjs/common';
import { EnterprisesController } from './enterprises.controller.js';
import { Enterprises } from './enterprises.service.js';
import { RegisterEnterprise } from './register-enterprise.service.js';
import { RegistrationIndex } from './registration-index.js';

/** Registration of enterprises, and their records. */
@Module({
  controllers: [EnterprisesController],
  providers: [Enterprises, RegisterEnterprise, RegistrationIndex],
  exports: [Enterprises],
})
export class EnterprisesModule {}
