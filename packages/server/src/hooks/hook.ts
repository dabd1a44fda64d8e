/** A point where scripts and plugins may decide. */
export interface Hook<Input, Output> {
  /** Whether anybody wants to be asked now; as long as nobody does, nothing is prepared for it. */
  readonly isActive: boolean;
  /** @throws IsocenterError when who is asked fails or takes too long */
  call(input: Input): Promise<Output>;
}
