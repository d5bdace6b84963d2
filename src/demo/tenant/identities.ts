/** Ids that stay the same in every simulated tenant, whatever its seed. */

export const tenantId = '7a1f0e52-3c5d-4e8b-9a54-0d2c6b7e1f00';
export const tenantName = 'Fabrikam';
export const domain = 'fabrikam.example';

/** The one registered application that may ask for tokens. */
export const client = {
  id: '5f0c8b1e-0000-4000-8000-00000000c11e',
  secret: 'demo-secret',
} as const;

/** Directory role template ids, the same in every real tenant too. */
export const roleTemplates = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityOperator: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  reportsReader: '4a5d8f65-41da-4de4-8968-e035b65339cf',
  conditionalAccessAdministrator: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
} as const;

/** A person whose object id others may rely on. */
export interface Identity {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

function identity(tail: string, displayName: string, userPrincipalName: string): Identity {
  return { id: `0a11ce00-7e57-4000-8000-0000000000${tail}`, displayName, userPrincipalName };
}

export const adminUser = identity('01', 'Adele Vance', `adele.vance@${domain}`);
export const operatorUser = identity('02', 'Oskar Lind', `oskar.lind@${domain}`);
export const readerUser = identity('03', 'Rita Novak', `rita.novak@${domain}`);
export const noRoleUser = identity('04', 'Tim Berger', `tim.berger@${domain}`);
export const alice = identity('05', 'Alice Martin', `alice.martin@${domain}`);
export const mariaOne = identity('06', 'Maria Garcia', `maria.garcia@${domain}`);
export const mariaTwo = identity('07', 'Maria Garcia', `maria.garcia2@${domain}`);
export const breakGlass = identity('08', 'Break Glass 01', `breakglass01@${domain}`);
export const disabled = identity('09', 'Dieter Vogel', `dieter.vogel@${domain}`);
export const guest = identity('10', 'Gwen Partner', `gwen_partner.com#EXT#@${domain}`);
export const hostile = identity(
  '11',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a person may call himself so
  '**Bob** ${x} <b>[click](http://evil.example)</b>',
  `bob.evil@${domain}`,
);
export const rightToLeft = identity('12', 'יעל כהן', `yael.cohen@${domain}`);
export const rightToLeftArabic = identity('13', 'محمد الفارسي', `mohammed.alfarsi@${domain}`);
export const obrien = identity('14', "Conan O'Brien", `conan.o'brien@${domain}`);
export const zoe = identity('15', 'Zoë Šťastná-Müller', `zoe.stastna@${domain}`);

/** Somebody who left: her account was deleted five days before the tenant starts. */
export const deleted = identity('16', 'Dora Left', `dora.left@${domain}`);

/** Group ids that stay the same. */
export const groupIds = {
  finance: '6e0f0000-7e57-4000-8000-000000000001',
  financeLeads: '6e0f0000-7e57-4000-8000-000000000002',
  payroll: '6e0f0000-7e57-4000-8000-000000000003',
  travellers: '6e0f0000-7e57-4000-8000-000000000004',
  breakGlass: '6e0f0000-7e57-4000-8000-000000000005',
  vpn: '6e0f0000-7e57-4000-8000-000000000006',
  securityTeam: '6e0f0000-7e57-4000-8000-000000000007',
  securityLeads: '6e0f0000-7e57-4000-8000-000000000008',
  allCompany: '6e0f0000-7e57-4000-8000-000000000009',
} as const;

/** Named location ids that stay the same. */
export const locationIds = {
  offices: '10ca0000-7e57-4000-8000-000000000001',
  officeIpv6: '10ca0000-7e57-4000-8000-000000000002',
  allowedCountries: '10ca0000-7e57-4000-8000-000000000003',
  partnerNetwork: '10ca0000-7e57-4000-8000-000000000004',
} as const;

/** Conditional access policy ids that stay the same, in the order of the portal. */
export const policyIds = {
  blockLegacy: 'ca000000-7e57-4000-8000-000000000001',
  mfaOutside: 'ca000000-7e57-4000-8000-000000000002',
  financeCompliant: 'ca000000-7e57-4000-8000-000000000003',
  payrollHybrid: 'ca000000-7e57-4000-8000-000000000004',
  blockCountries: 'ca000000-7e57-4000-8000-000000000005',
  guests: 'ca000000-7e57-4000-8000-000000000006',
  mobileApps: 'ca000000-7e57-4000-8000-000000000007',
  highRisk: 'ca000000-7e57-4000-8000-000000000008',
  vpnCustomControl: 'ca000000-7e57-4000-8000-000000000009',
  reportCompliant: 'ca000000-7e57-4000-8000-000000000010',
  microsoftManaged: 'ca000000-7e57-4000-8000-000000000011',
  disabledStrength: 'ca000000-7e57-4000-8000-000000000012',
} as const;

/** Administrative unit ids that stay the same. */
export const unitIds = {
  salesOffice: 'a0170000-7e57-4000-8000-000000000001',
  empty: 'a0170000-7e57-4000-8000-000000000002',
} as const;
