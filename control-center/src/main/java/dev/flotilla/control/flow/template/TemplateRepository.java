package dev.flotilla.control.flow.template;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TemplateRepository implements Rows<TemplateEntity> {}
