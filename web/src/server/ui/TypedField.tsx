import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { TextField } from "#/ui/fields/TextField.tsx";

/** How long one may pause while typing before the list follows, in milliseconds. */
const PAUSE_MS = 200;

/** A text of a filter that counts as soon as one stops typing, without the blanks around it. */
export function TypedField(props: {
  name: string;
  value: string;
  placeholder: string;
  isSearch?: boolean;
  className?: string | undefined;
  onText: (text: string) => void;
}) {
  const { name, value, placeholder, isSearch = false, className, onText } = props;
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    // The address changed by another way, such as Back.
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = text.trim();
      tell.current(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextField
      name={name}
      type={isSearch ? "search" : "text"}
      size="form"
      {...(isSearch ? { icon: Search } : {})}
      placeholder={placeholder}
      className={className}
      value={text}
      onText={setText}
    />
  );
}
