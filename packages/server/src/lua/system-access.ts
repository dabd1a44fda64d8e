/** Takes away what reaches files and programs of the machine, and says why. */
export const withoutSystemAccess = `
local function refused(name)
  return function() error(name .. ' is not available: LuaSystemAccess is false', 2) end
end
for _, name in ipairs({ 'open', 'popen', 'lines', 'tmpfile', 'input', 'output', 'read' }) do
  io[name] = refused('io.' .. name)
end
for _, name in ipairs({ 'execute', 'remove', 'rename', 'tmpname', 'getenv', 'exit' }) do
  os[name] = refused('os.' .. name)
end
dofile = refused('dofile')
loadfile = refused('loadfile')
CallSystem = refused('CallSystem')
`;
