/** What the parameters of paths mean, by name. A route whose parameter means something else says so in its contract. */
export const contractParameters: Readonly<Record<string, string>> = {
  id: 'Public id of the resource, or the name of what the group is about',
  name: 'Name or number',
  label: 'Letters, digits, `-` and `_`, at most 64',
  frame: 'Number of the frame, from 0',
  index: 'Position in the list, from 0',
  key: 'Name of the output',
  '*': 'The rest of the path',
};
