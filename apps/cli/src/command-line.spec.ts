import { commands, helpText, parseCommandLine } from './command-line.js';

describe('the command line', () => {
  it('reads commands of one and of two words with their options', () => {
    expect(parseCommandLine(['up', '--port', '3001'])).toEqual({ command: 'up', values: { port: '3001' } });
    expect(
      parseCommandLine([
        'office',
        'create',
        '--name',
        'Gemeinsame Stelle',
        '--short-name=GS',
        '--slug',
        'gs',
      ]),
    ).toEqual({
      command: 'office create',
      values: { name: 'Gemeinsame Stelle', 'short-name': 'GS', slug: 'gs' },
    });
  });

  it.each([[[]], [['help']], [['--help']], [['user', 'create', '-h']]])('shows the help for %j', (args) => {
    expect(parseCommandLine(args).command).toBe('help');
  });

  it.each([
    [['fly'], /Den Befehl „fly“ gibt es nicht/],
    [['office'], /Den Befehl „office“ gibt es nicht/],
    [['office', 'create', '--name', 'x'], /--short-name fehlt/],
    [['up', '--poort', '1'], /„--poort“ wird nicht verstanden/],
    [['up', '--port'], /fehlt ein Wert/],
    [['up', '3001'], /„3001“ wird nicht verstanden/],
    [
      ['user', 'create', '--office', 'gs', '--email', 'a@b.de', '--name', 'A', '--role', 'king'],
      /--role ist „king“; erlaubt ist officer, deputy, operator/,
    ],
    [['toString'], /gibt es nicht/],
  ])('refuses %j in German', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });

  it('names every command and every option in the help', () => {
    const help = helpText();
    for (const [name, { options }] of Object.entries(commands)) {
      expect(help).toContain(`  ${name} `);
      for (const option of Object.keys(options)) expect(help).toContain(`--${option} `);
    }
  });
});
