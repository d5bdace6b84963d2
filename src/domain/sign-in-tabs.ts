import type { SignIn } from './sign-in.ts';
import { additionalDetails } from './tabs/additional-details.ts';
import { authenticationDetails } from './tabs/authentication-details.ts';
import { basicInfo } from './tabs/basic-info.ts';
import { conditionalAccess, reportOnly } from './tabs/conditional-access.ts';
import { deviceInfo } from './tabs/device-info.ts';
import { location } from './tabs/location.ts';
import type { Tab, TabContext } from './tabs/tab.ts';

export type {
  FactValue,
  PolicyLine,
  PolicySection,
  Section,
  Tab,
  TabContext,
  TabId,
} from './tabs/tab.ts';

/** The portal's seven tabs on one sign-in, in the portal's order; every field the record holds is in one of them. */
export function tabsOf(signIn: SignIn, context: TabContext): Tab[] {
  return [
    basicInfo(signIn),
    location(signIn),
    deviceInfo(signIn),
    authenticationDetails(signIn, context),
    conditionalAccess(signIn),
    reportOnly(signIn),
    additionalDetails(signIn),
  ];
}
