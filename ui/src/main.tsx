import '@fontsource-variable/noto-sans-sc';
import './styles/base.css';
import './styles/screens.css';
import './styles/assessment.css';

import { createRoot } from 'react-dom/client';

import { Root } from './Root';

const place = document.getElementById('root');
if (place) createRoot(place).render(<Root />);
