/** One C-MOVE or C-GET response as DCMTK prints it; a counter that is not there is undefined. */
export interface PrintedResponse {
  readonly status: number;
  readonly remaining: number | undefined;
  readonly completed: number | undefined;
  readonly failed: number | undefined;
  readonly warning: number | undefined;
}

/** Reads the responses out of what movescu or getscu printed with `-d`. */
export function retrieveResponses(output: string): PrintedResponse[] {
  const messages = output.split('INCOMING DIMSE MESSAGE').slice(1);
  const responses = messages.filter((message) => /Message Type +: C-(MOVE|GET) RSP/.test(message));
  return responses.map((message) => ({
    status: Number(/DIMSE Status +: (0x[0-9a-f]{4})/.exec(message)?.[1]),
    remaining: counter(message, 'Remaining'),
    completed: counter(message, 'Completed'),
    failed: counter(message, 'Failed'),
    warning: counter(message, 'Warning'),
  }));
}

function counter(message: string, name: string): number | undefined {
  const digits = new RegExp(`${name} Suboperations +: (\\d+)`).exec(message)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
