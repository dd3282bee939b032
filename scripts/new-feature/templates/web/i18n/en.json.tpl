{
  "title": "%Many words%",
  "lead": "TODO: what belongs here, in one sentence.",
  "empty": "There are no %many words% yet.",
  "example": "TODO: one example in the field's words.",
  "add": "Add a %one words%",
  "edit": "Edit the %one words%",
  "change": "Change",
  "change_of": "Change {{title}}",
  "save": "Save",
  "field": { "title": "Title", "notes": "Notes" }
}
