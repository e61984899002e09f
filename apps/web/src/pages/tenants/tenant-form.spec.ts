import { errorsOf, toDraft, type TenantForm } from './tenant-form.js';

const form: TenantForm = {
  kind: 'county',
  name: ' Landkreis Musterland ',
  shortName: 'Musterland',
  slug: 'musterland',
  plate: 'ML',
  ags: '06 535',
  parentId: '',
  authority: 'HBDI',
};

describe('the form of a new member', () => {
  it('is complete with what is required, and is sent without blanks', () => {
    expect(errorsOf(form, 'free')).toEqual({});
    expect(toDraft(form)).toMatchObject({
      name: 'Landkreis Musterland',
      ags: '06535',
      parentId: null,
    });
  });

  it('names every field that is missing', () => {
    const empty = { ...form, name: '', shortName: '', slug: '', plate: '', ags: '', authority: '' };
    expect(Object.keys(errorsOf(empty, undefined)).sort()).toEqual(
      ['ags', 'authority', 'name', 'plate', 'shortName', 'slug'].sort(),
    );
  });

  it('knows what the server said about the address', () => {
    expect(errorsOf(form, 'taken')).toEqual({ slug: 'slugTaken' });
    expect(errorsOf(form, 'reserved')).toEqual({ slug: 'slugReserved' });
  });

  it('asks an enterprise for no key, and sends none that was typed before', () => {
    const enterprise = { ...form, kind: 'municipal-enterprise' as const };
    expect(errorsOf({ ...enterprise, ags: 'x' }, 'free')).toEqual({});
    expect(toDraft(enterprise).ags).toBeNull();
    expect(errorsOf({ ...form, kind: 'municipality' }, 'free')).toEqual({ ags: 'agsWrong' });
  });
});
