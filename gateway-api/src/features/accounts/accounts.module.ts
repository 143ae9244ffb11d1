import { Global, Module } from '@nestjs/common';
import { SessionSource } from '../../platform/access/session-source.js';
import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.service.js';
import { EnterpriseAdministrators } from './enterprise-administrators.service.js';
import { FirstAccounts } from './first-accounts.service.js';
import { Passwords } from './passwords.service.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import { SignIn } from './sign-in.service.js';

/** Accounts and sessions; the platform's access guard asks them through `SessionSource`. */
@Global()
@Module({
  controllers: [SessionController, AccountsController],
  providers: [
    Accounts,
    EnterpriseAdministrators,
    FirstAccounts,
    Passwords,
    Sessions,
    SignInAttempts,
    SignIn,
    { provide: SessionSource, useExisting: Sessions },
  ],
  exports: [SessionSource, EnterpriseAdministrators],
})
export class AccountsModule {}
