const OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);

/** An IPv6 address with its zeros left out, as people write it; everything else as it is. */
export function shortAddress(address: string): string {
  const whole = `http://[${address}]/`;
  return address.includes(":") && URL.canParse(whole) ? new URL(whole).hostname.slice(1, -1) : address;
}

/** Whether a text is an IP address as people write it; IPv6 is judged by the browser's own reading. */
export function isIpAddress(text: string): boolean {
  if (!text.includes(":")) return IPV4.test(text);
  return /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`);
}
