import { describe, expect, it } from '@jest/globals';
import { roleName, roleTemplateId } from '../../src/domain/role-templates.ts';

describe('Entra roles by name', () => {
  it.each([
    ['Global Administrator', '62e90394-69f5-4237-9190-012177145e10'],
    ['Global Reader', 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'],
    ['Security Administrator', '194ae4cb-b126-40b2-bd5b-6091b380977d'],
    ['Security Operator', '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f'],
    ['Security Reader', '5d6b6bb7-de71-4623-b4af-96380a352509'],
    ['Reports Reader', '4a5d8f65-41da-4de4-8968-e035b65339cf'],
    ['Conditional Access Administrator', 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9'],
  ])('knows the template id of %s, both ways', (name, id) => {
    expect(roleTemplateId(name)).toBe(id);
    expect(roleName(id)).toBe(name);
  });

  it('does not mind case, blanks or dashes', () => {
    const id = roleTemplateId('Security Reader');
    expect(roleTemplateId('  security-READER ')).toBe(id);
    expect(roleTemplateId('SecurityReader')).toBe(id);
  });

  it('knows former names', () => {
    expect(roleTemplateId('Company Administrator')).toBe(roleTemplateId('Global Administrator'));
    expect(roleTemplateId('Power BI Administrator')).toBe(roleTemplateId('Fabric Administrator'));
  });

  it.each(['', 'Janitor', 'constructor', '__proto__', '62e90394'])('does not know “%s”', (name) => {
    expect(roleTemplateId(name)).toBeUndefined();
  });
});
