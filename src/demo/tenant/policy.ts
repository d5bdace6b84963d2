import type { JsonObject } from './json.ts';

/** A conditional access policy in the shape Graph returns. */
export interface Policy extends JsonObject {
  id: string;
  displayName: string;
  state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  createdDateTime: string | null;
  modifiedDateTime: string | null;
  templateId: string | null;
  conditions: PolicyConditions;
  grantControls: GrantControls | null;
  sessionControls: JsonObject | null;
}

/** Whom, what, where and how a policy is about. */
export interface PolicyConditions extends JsonObject {
  users: Include & JsonObject;
  applications: Include & JsonObject;
  locations: Include | null;
  platforms: Include | null;
  clientAppTypes: string[];
  userRiskLevels: string[];
  signInRiskLevels: string[];
}

/** The include and exclude lists that the policies of this tenant use. */
export interface Include extends JsonObject {
  includeUsers?: string[];
  excludeUsers?: string[];
  includeGroups?: string[];
  excludeGroups?: string[];
  includeRoles?: string[];
  includeApplications?: string[];
  excludeApplications?: string[];
  includeLocations?: string[];
  excludeLocations?: string[];
  includePlatforms?: string[];
}

/** What a policy demands; free names stand in `termsOfUse` and `customAuthenticationFactors`. */
export interface GrantControls extends JsonObject {
  operator: 'AND' | 'OR';
  builtInControls: string[];
  customAuthenticationFactors: string[];
  termsOfUse: string[];
}
