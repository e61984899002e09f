/** Where an S3-compatible store is, and who we are there. */
export interface S3Place {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Begins every key, without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Reads `https://KEY:SECRET@host[:port]/bucket[/prefix][?region=…]`; undefined when something is missing. */
export function s3PlaceOf(url: string): S3Place | undefined {
  const { protocol, host, username, password, pathname, searchParams } = new URL(url);
  const [bucket = '', ...prefix] = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  if (bucket === '' || username === '' || password === '') return undefined;
  return {
    endpoint: `${protocol}//${host}`,
    region: searchParams.get('region') ?? 'eu-central-1',
    bucket,
    prefix: prefix.join('/'),
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
}
