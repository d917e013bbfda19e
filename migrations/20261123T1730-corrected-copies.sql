-- What people say of the first mention of a text counts of its copies, too, wherever nobody said something of the copy itself.

-- Of what is in corrected, what a person said of the first and not of this copy. It stays when the first is gone: the words are the same.
alter table mention add column corrected_on_first text[],
  add constraint mention_corrected_on_first_check check (corrected_on_first <@ array['sentiment', 'intent', 'question', 'needs_answer', 'about_staff']
    and (corrected_on_first is null or (corrected is not null and corrected_on_first <@ corrected)));
