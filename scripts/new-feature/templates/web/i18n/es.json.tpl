{
  "title": "TODO: %many words%",
  "lead": "TODO: qué va aquí, en una frase.",
  "empty": "TODO: todavía no hay nada aquí.",
  "example": "TODO: un ejemplo con las palabras del campo.",
  "add": "Agregar",
  "edit": "Editar",
  "change": "Cambiar",
  "change_of": "Cambiar {{title}}",
  "save": "Guardar",
  "field": { "title": "Título", "notes": "Notas" }
}
