"""Turn an assembled edition into what people read; each module knows the model and no other."""
