import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exportHref, nameOf } from '../api/exports.js';
import { axeFindings, renderWithApp } from '../testing/render.js';
import { ExportMenu } from './ExportMenu.js';
import * as files from './save-file.js';

jest.mock('./save-file.js');
const saved = jest.mocked(files.saveFile);
const scope = { kind: 'tenant', id: 't1' } as const;
const asked = jest.fn<Promise<Partial<Response>>, [string, RequestInit]>();

beforeEach(() => {
  asked.mockReset();
  saved.mockReset();
  global.fetch = asked as unknown as typeof fetch;
});

async function choose(format: RegExp): Promise<HTMLElement> {
  const user = userEvent.setup();
  const { container } = renderWithApp(
    <main>
      <ExportMenu
        scope={scope}
        name="Vorfälle"
        list="incidents"
        query={{ status: ['reported', 'triaged'], q: 'Brief & Co', tenantId: undefined }}
      />
    </main>,
  );
  await user.click(screen.getByRole('button', { name: 'Vorfälle exportieren' }));
  expect(await axeFindings(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: format }));
  return container;
}

it('asks the list of the page with its filter, in the chosen format, and saves the file under its name', async () => {
  const content = new Blob(['x']);
  asked.mockResolvedValue({
    ok: true,
    status: 200,
    headers: new Headers({
      'content-disposition': 'attachment; filename="x"; filename*=UTF-8\'\'Vorf%C3%A4lle.xlsx',
    }),
    blob: () => Promise.resolve(content),
  });
  await choose(/Excel/);
  await waitFor(() => expect(saved).toHaveBeenCalledWith('Vorfälle.xlsx', content));
  const [url, init] = asked.mock.calls[0] ?? [];
  expect(url).toBe('/api/v1/tenants/t1/incidents?status=reported%2Ctriaged&q=Brief+%26+Co');
  expect(init?.headers).toMatchObject({
    Accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Accept-Language': 'de',
  });
});

it('says what the server says when it refuses, and saves nothing', async () => {
  asked.mockResolvedValue({
    ok: false,
    status: 422,
    headers: new Headers(),
    json: () => Promise.resolve({ title: 'Zu viele Zeilen', detail: 'Bitte exportieren Sie als CSV.' }),
  });
  await choose(/Excel/);
  expect(await screen.findByText('Bitte exportieren Sie als CSV.')).toBeInTheDocument();
  expect(saved).not.toHaveBeenCalled();
});

it('takes half a file for none', async () => {
  asked.mockResolvedValue({
    ok: true,
    status: 200,
    headers: new Headers(),
    blob: () => Promise.reject(new TypeError('network error')),
  });
  await choose(/CSV/);
  expect(await screen.findByText(/nicht erreichbar/)).toBeInTheDocument();
  expect(saved).not.toHaveBeenCalled();
});

it('reads names and filters', () => {
  expect(nameOf('attachment')).toBeUndefined();
  expect(exportHref({ scope: { kind: 'office', id: 'o' }, list: 'mails', query: {} })).toBe(
    '/api/v1/offices/o/mails',
  );
});
