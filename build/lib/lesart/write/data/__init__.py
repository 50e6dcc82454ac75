"""Write an edition as data for programs: JSON, DTS, Web Annotations, SKOS."""
