import { useQuery } from './command';

/** Id of the framework in use: the first one, until there are several to choose from. */
export function useFramework(): string | undefined {
  return useQuery('frameworks', {}).data?.[0]?.id;
}
