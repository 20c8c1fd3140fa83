/** A request in words. */
export interface RequestWords {
  what: string;
  why: string;
}

/** The list as plain text, ready for a message to the seller. */
export function requestList(title: string, requests: RequestWords[]): string {
  const lines = requests.map(({ what, why }, index) => `${index + 1}. ${what}${why && `\n   ${why}`}`);
  return [title, '', ...lines, ''].join('\n');
}
