const OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);

/** Whether a text is an IP address as people write it; IPv6 is judged by the browser's own reading. */
export function isIpAddress(text: string): boolean {
  if (!text.includes(":")) return IPV4.test(text);
  return /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`);
}
