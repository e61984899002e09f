import pg from 'pg';

/**
 * After a dump was restored into another cluster: lets the history count on from its highest transaction number, so that new
 * versions come after the sealed ones (docs/adr/0014). Does nothing where that is so already; before anything is written.
 * @param ownerUrl address as bergfried_owner
 * @returns whether it was necessary
 */
export async function renewHistoryOrder(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bergfried-history-order' });
  await client.connect();
  try {
    const { rows } = await client.query<{ renewed: boolean }>('select app.renew_history_order() as renewed');
    return rows[0]?.renewed === true;
  } finally {
    await client.end();
  }
}
