import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';

/** Refusals stay refusals; only a missing answer or a fault of the server is worth another try. */
function worthRetrying(failures: number, error: Error): boolean {
  const passing = error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
  return passing && failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: worthRetrying,
        refetchOnWindowFocus: 'always',
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
